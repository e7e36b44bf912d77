-- Plans, every edit of them, and answers that are given once.

-- Says whether a grant in force gives a right over everything or in one of the areas (`kind:code`) something lies in.
create function cadre.granted_in(wanted text, within jsonb) returns boolean language sql stable as $$
  select exists (
    select from jsonb_array_elements(coalesce(nullif(current_setting('cadre.viewer_grants', true), ''), '[]')::jsonb) as held
    where held -> 'rights' ? wanted and (held ->> 'scope' = 'everything' or within ? (held ->> 'scope')))
$$;

-- A plan as it is now. document is JSON, byte for byte. within: the plan's area and every area it lies in, as scopes.
create table cadre.plan (
  id text primary key,
  area text not null,
  within jsonb not null,
  version integer not null check (version > 0),
  document text not null,
  created_by text not null,
  created_at text not null,
  edited_by text not null,
  edited_at text not null
);

-- Every edit, in order: version is the one it made. changes is a list of {field, from, to}; the first edit makes the whole.
create table cadre.plan_edit (
  plan text not null references cadre.plan,
  version integer not null check (version > 0),
  key text not null,
  person text not null,
  by_whom text not null,
  at text not null,
  note text,
  changes jsonb not null,
  primary key (plan, version)
);
create trigger only_added before update or delete or truncate on cadre.plan_edit for each statement execute function cadre.only_added();

-- What was answered to a request that carried a key: asked again with the same body, it is answered again and nothing is done twice.
create table cadre.answered (
  person text not null,
  key text not null,
  asked text not null,
  body_hash text not null,
  answer text not null,
  at text not null,
  primary key (person, key)
);
create index answered_by_time on cadre.answered (at);

grant select, insert on cadre.plan_edit to cadre_app;
grant select, insert, update on cadre.plan to cadre_app;
grant select, insert, update, delete on cadre.answered to cadre_app;
alter table cadre.plan enable row level security;
alter table cadre.plan_edit enable row level security;
alter table cadre.answered enable row level security;
create policy read_in_area on cadre.plan for select using (cadre.granted_in('plan', within) or cadre.granted_in('approve', within));
create policy made_in_area on cadre.plan for insert with check (cadre.granted_in('plan', within));
create policy edited_in_area on cadre.plan for update using (cadre.granted_in('plan', within)) with check (cadre.granted_in('plan', within));
create policy read_in_area on cadre.plan_edit for select using (plan in (select plan.id from cadre.plan));
create policy made_in_area on cadre.plan_edit for insert with check (exists (select from cadre.plan where plan.id = plan_edit.plan and cadre.granted_in('plan', plan.within)));
create policy of_own on cadre.answered using (person = cadre.viewer()) with check (person = cadre.viewer());
