-- How a plan stands, what is said about it, who has it open and who may read it.

-- One row for each plan, moved by steps. subject: the profession planned for, empty for all staff. title: the name with the day the plan was made.
create table cadre.plan_standing (
  plan text primary key references cadre.plan,
  within jsonb not null,
  area text not null,
  subject text not null,
  horizon integer not null,
  title text not null,
  status text not null check (status in ('draft', 'submitted', 'agreed', 'superseded')),
  baseline_agreed boolean not null,
  replaces text references cadre.plan
);
insert into cadre.plan_standing (plan, within, area, subject, horizon, title, status, baseline_agreed)
  select id, within, area, coalesce(document::jsonb #>> '{baseline,profession}', ''), coalesce((document::jsonb #>> '{baseline,horizon}')::integer, 0),
    (document::jsonb ->> 'name') || ', ' || left(created_at, 10) || coalesce(' (' || nullif(row_number() over (partition by area, document::jsonb ->> 'name', left(created_at, 10) order by created_at, id), 1) || ')', ''), 'draft', false
  from cadre.plan;
create unique index plan_title_once on cadre.plan_standing (area, title);
create unique index plan_agreed_once on cadre.plan_standing (area, subject, horizon) where status = 'agreed';

-- Every step, in order. holds: what was signed off.
create table cadre.plan_step (
  id integer generated always as identity primary key,
  plan text not null references cadre.plan,
  version integer not null,
  kind text not null check (kind in ('baseline-agreed', 'baseline-reopened', 'submitted', 'returned', 'agreed', 'superseded')),
  person text not null,
  by_whom text not null,
  at text not null,
  because text,
  holds jsonb not null
);

-- What is said: comments, replies, and that a comment is resolved or open again.
create table cadre.plan_remark (
  number integer generated always as identity,
  id text primary key,
  plan text not null references cadre.plan,
  key text not null,
  about text not null,
  version integer not null,
  kind text not null check (kind in ('comment', 'reply', 'resolved', 'reopened')),
  answers text references cadre.plan_remark,
  said text not null,
  person text not null,
  by_whom text not null,
  at text not null,
  check ((kind = 'comment') = (answers is null))
);
create index plan_remark_of_plan on cadre.plan_remark (plan, number);

-- What a board decided about a plan. decision is JSON: what, outcome, who decided, when, why, and who was of another mind.
create table cadre.plan_decision (
  number integer generated always as identity,
  id text primary key,
  plan text not null references cadre.plan,
  version integer not null,
  decision jsonb not null,
  replaces text unique references cadre.plan_decision,
  person text not null,
  by_whom text not null,
  at text not null
);

-- Who has a plan open: overwritten with every heartbeat, and let go when none came for a while.
create table cadre.plan_presence (
  plan text not null references cadre.plan,
  person text not null,
  name text not null,
  editing text,
  since text not null,
  heard text not null,
  primary key (plan, person)
);

-- Until when whoever sees figures of the area may read a plan. The latest row holds.
create table cadre.plan_share (
  id integer generated always as identity primary key,
  plan text not null references cadre.plan,
  within jsonb not null,
  until text,
  person text not null,
  by_whom text not null,
  at text not null
);

create trigger only_added before update or delete or truncate on cadre.plan_step for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.plan_remark for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.plan_decision for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.plan_share for each statement execute function cadre.only_added();

-- Whoever writes the row: what a plan says changes only while it is a draft, and what is agreed is only ever superseded.
create function cadre.draft_only() returns trigger language plpgsql security definer set search_path = cadre, pg_temp as $$
begin
  if exists (select from cadre.plan_standing where plan = new.id and status <> 'draft') then
    raise exception 'a plan that is no draft stays as it is';
  end if;
  return new;
end
$$;
create trigger draft_only before update on cadre.plan for each row execute function cadre.draft_only();
create function cadre.agreed_stays() returns trigger language plpgsql as $$
begin
  if old.status = 'superseded' or (old.status = 'agreed' and new.status <> 'superseded') or (old.status = 'draft' and new.status in ('agreed', 'superseded')) or (new.status <> 'draft' and not new.baseline_agreed) then
    raise exception 'a plan does not go from % to %', old.status, new.status;
  end if;
  return new;
end
$$;
create trigger agreed_stays before update on cadre.plan_standing for each row execute function cadre.agreed_stays();

-- A title that no plan of the area has, also none that the viewer does not see.
create function cadre.free_title(wanted_area text, wanted text, own text) returns text language sql security definer set search_path = cadre, pg_temp as $$
  select candidate from (
    select wanted || case when n = 1 then '' else ' (' || n || ')' end as candidate, n from generate_series(1, 1 + (select count(*)::integer from cadre.plan_standing where area = wanted_area)) as n
  ) as candidates
  where not exists (select from cadre.plan_standing where area = wanted_area and title = candidate and plan <> own)
  order by n limit 1
$$;

grant select, insert, update on cadre.plan_standing to cadre_app;
grant select, insert on cadre.plan_step, cadre.plan_remark, cadre.plan_decision, cadre.plan_share to cadre_app;
grant select, insert, update, delete on cadre.plan_presence to cadre_app;
alter table cadre.plan_standing enable row level security;
alter table cadre.plan_step enable row level security;
alter table cadre.plan_remark enable row level security;
alter table cadre.plan_decision enable row level security;
alter table cadre.plan_presence enable row level security;
alter table cadre.plan_share enable row level security;

create function cadre.works_on(within jsonb) returns boolean language sql stable as $$
  select cadre.granted_in('plan', within) or cadre.granted_in('approve', within)
$$;
create policy seen_in_area on cadre.plan_share for select using (cadre.granted_in('figures', within));
create policy shared_in_area on cadre.plan_share for insert with check (cadre.works_on(within) and person = cadre.viewer());
create function cadre.shared_now(wanted text) returns boolean language sql stable as $$
  select coalesce((select until >= to_char(now() at time zone 'utc', 'YYYY-MM-DD') from cadre.plan_share where plan = wanted order by id desc limit 1), false)
$$;
-- Whoever sees figures of an area reads what was agreed for it, and what was shared with them.
create policy read_standing on cadre.plan_standing for select using (cadre.works_on(within) or (cadre.granted_in('figures', within) and (status = 'agreed' or cadre.shared_now(plan))));
create policy made_in_area on cadre.plan_standing for insert with check (cadre.granted_in('plan', within));
create policy moved_in_area on cadre.plan_standing for update using (cadre.works_on(within)) with check (cadre.works_on(within) and (status not in ('agreed', 'superseded') or cadre.granted_in('approve', within)));
create policy read_agreed on cadre.plan for select using (id in (select plan from cadre.plan_standing where status = 'agreed') or (cadre.granted_in('figures', within) and cadre.shared_now(id)));
drop policy read_in_area on cadre.plan_edit;
create policy read_in_area on cadre.plan_edit for select using (exists (select from cadre.plan where plan.id = plan_edit.plan and (cadre.works_on(plan.within) or cadre.shared_now(plan.id))));
create policy read_in_area on cadre.plan_step for select using (plan in (select id from cadre.plan));
create policy taken_in_area on cadre.plan_step for insert with check (person = cadre.viewer() and exists (select from cadre.plan where plan.id = plan_step.plan and case when kind in ('baseline-agreed', 'agreed', 'superseded') then cadre.granted_in('approve', within) else cadre.works_on(within) end));
create policy read_in_area on cadre.plan_remark for select using (exists (select from cadre.plan where plan.id = plan_remark.plan and cadre.works_on(within)));
create policy said_in_area on cadre.plan_remark for insert with check (person = cadre.viewer() and exists (select from cadre.plan where plan.id = plan_remark.plan and cadre.works_on(within)));
create policy read_in_area on cadre.plan_decision for select using (exists (select from cadre.plan where plan.id = plan_decision.plan and cadre.works_on(within)));
create policy recorded_in_area on cadre.plan_decision for insert with check (person = cadre.viewer() and exists (select from cadre.plan where plan.id = plan_decision.plan and cadre.works_on(within)));
create policy seen_in_area on cadre.plan_presence for select using (exists (select from cadre.plan where plan.id = plan_presence.plan and cadre.works_on(within)));
create policy told_of_self on cadre.plan_presence for insert with check (person = cadre.viewer() and exists (select from cadre.plan where plan.id = plan_presence.plan and cadre.works_on(within)));
create policy moved_by_self on cadre.plan_presence for update using (person = cadre.viewer()) with check (person = cadre.viewer());
create policy let_go on cadre.plan_presence for delete using (exists (select from cadre.plan where plan.id = plan_presence.plan and cadre.works_on(within)));
