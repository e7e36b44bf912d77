-- People, what they were granted, how they sign in; and the catalogue seen through a viewer's reach instead of all or nothing.

-- What a transaction is told: who, which rights hold today, and whose records are reached (["all"], or a list of {place, from, to}).
create function cadre.viewer() returns text language sql stable as $$ select coalesce(current_setting('cadre.viewer', true), '') $$;
create function cadre.has_right(wanted text) returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('cadre.viewer_rights', true), ''), '[]')::jsonb ? wanted
$$;
create function cadre.reaches(wanted text, day text) returns boolean language sql stable as $$
  select exists (
    select from jsonb_array_elements(coalesce(nullif(current_setting('cadre.viewer_scopes', true), ''), '[]')::jsonb) as scope
    where jsonb_typeof(scope) = 'object' and scope ->> 'place' = wanted
      and (scope ->> 'from' is null or scope ->> 'from' <= day) and (scope ->> 'to' is null or day <= scope ->> 'to'))
$$;

-- Nobody in particular is told nothing, whatever is open to everybody signed in.
create function cadre.signed_in() returns boolean language sql stable as $$
  select jsonb_array_length(coalesce(nullif(current_setting('cadre.viewer_rights', true), ''), '[]')::jsonb) > 0
$$;

create table cadre.person (
  id text primary key,
  name text not null,
  email text not null,
  -- Null until a password is set; the text names method and parameters.
  password text,
  -- Secret of the second factor; null without one. counter: the last step of time whose code was taken.
  second_factor text,
  second_factor_counter bigint,
  -- Who vouches for the person elsewhere: issuer and subject of OpenID Connect.
  issuer text,
  subject text,
  created_at text not null,
  closed_at text
);
create unique index person_by_email on cadre.person (lower(email));
create unique index person_by_subject on cadre.person (issuer, subject);

-- A role in a scope on days. A row is never changed but to take it back.
create table cadre.granted (
  id integer generated always as identity primary key,
  person text not null references cadre.person,
  role text not null,
  scope_kind text not null,
  scope_code text not null,
  from_date text not null,
  until_date text,
  granted_by text not null,
  granted_at text not null,
  revoked_by text,
  revoked_at text
);
create index granted_by_person on cadre.granted (person);

-- Only the hash of what is carried in the cookie is kept.
create table cadre.session (
  hash text primary key,
  id text not null unique,
  person text not null references cadre.person,
  device text not null,
  second_factor boolean not null,
  created_at text not null,
  seen_at text not null,
  expires_at text not null,
  ended_at text
);
create index session_by_person on cadre.session (person);

-- scopes narrows what the person may reach; null for all of it. roles likewise.
create table cadre.token (
  hash text primary key,
  id text not null unique,
  person text not null references cadre.person,
  name text not null,
  scopes jsonb,
  roles jsonb,
  second_factor boolean not null,
  created_at text not null,
  expires_at text not null,
  revoked_at text
);
create index token_by_person on cadre.token (person);

-- A link that works once: it sets the password of its person.
create table cadre.invitation (
  hash text primary key,
  person text not null references cadre.person,
  kind text not null check (kind in ('first-administrator', 'invitation', 'new-password')),
  invited_by text not null,
  created_at text not null,
  expires_at text not null,
  used_at text
);

create table cadre.recovery_code (
  hash text primary key,
  person text not null references cadre.person,
  used_at text
);

-- Tries that failed, by account and by address, each hashed; kept for a day.
create table cadre.sign_in_failure (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('account', 'address')),
  hash text not null,
  at text not null
);
create index sign_in_failure_by_hash on cadre.sign_in_failure (kind, hash, at);

grant select, insert, update on cadre.person, cadre.granted, cadre.session, cadre.token, cadre.invitation, cadre.recovery_code to cadre_app;
grant select, insert, delete on cadre.sign_in_failure to cadre_app;

-- The desk is where people are let in: it alone sees hashes of all. Administrators see who there is; everybody sees what is theirs.
alter table cadre.person enable row level security;
alter table cadre.granted enable row level security;
alter table cadre.session enable row level security;
alter table cadre.token enable row level security;
alter table cadre.invitation enable row level security;
alter table cadre.recovery_code enable row level security;
alter table cadre.sign_in_failure enable row level security;
create policy at_desk on cadre.person using (cadre.has_right('desk') or cadre.has_right('manage-system')) with check (cadre.has_right('desk') or cadre.has_right('manage-system'));
create policy of_own on cadre.person for select using (id = cadre.viewer() or cadre.has_right('manage-organisation'));
create policy at_desk on cadre.granted using (cadre.has_right('desk') or cadre.has_right('manage-system') or cadre.has_right('manage-organisation'))
  with check (cadre.has_right('desk') or cadre.has_right('manage-system') or cadre.has_right('manage-organisation'));
create policy of_own on cadre.granted for select using (person = cadre.viewer());
create policy at_desk on cadre.session using (cadre.has_right('desk')) with check (cadre.has_right('desk'));
create policy of_own on cadre.session using (person = cadre.viewer()) with check (person = cadre.viewer());
create policy at_desk on cadre.token using (cadre.has_right('desk') or cadre.has_right('manage-system')) with check (cadre.has_right('desk') or cadre.has_right('manage-system'));
create policy of_own on cadre.token using (person = cadre.viewer()) with check (person = cadre.viewer());
create policy at_desk on cadre.invitation using (cadre.has_right('desk') or cadre.has_right('manage-system') or cadre.has_right('manage-organisation'))
  with check (cadre.has_right('desk') or cadre.has_right('manage-system') or cadre.has_right('manage-organisation'));
create policy at_desk on cadre.recovery_code using (cadre.has_right('desk')) with check (cadre.has_right('desk'));
create policy at_desk on cadre.sign_in_failure using (cadre.has_right('desk')) with check (cadre.has_right('desk'));

-- The catalogue. open: a publication that any viewer may see. places: `level:code` of every place whose records a file or a change speaks of.
alter table cadre.file add column open boolean not null default false, add column places jsonb not null default '[]';
-- Until now every source that is no return was a publication; whose records an earlier return holds is known where its sender was written down.
update cadre.file set open = source not like '%-return' and table_name <> 'staff', places = case when sender is null then '[]' else jsonb_build_array('organisation:' || sender) end;
alter table cadre.change add column open boolean not null default false, add column places jsonb not null default '[]';

create function cadre.reaches_all(places jsonb, first_day text, last_day text) returns boolean language sql stable as $$
  select jsonb_array_length(places) > 0 and not exists (
    select from jsonb_array_elements_text(places) as one where not (cadre.reaches(one, first_day) and cadre.reaches(one, last_day)))
$$;

create policy by_reach on cadre.file for select using ((open and cadre.signed_in()) or cadre.reaches_all(places, period_from, period_to));
create policy by_reach on cadre.part for select using (version in (select file.version from cadre.file));
create policy by_reach on cadre.finding for select using (version in (select file.version from cadre.file));
create policy by_reach on cadre.finding_rows for select using (version in (select file.version from cadre.file));
create policy by_reach on cadre.quarantine for select using (version in (select file.version from cadre.file));
create policy by_reach on cadre.snapshot_file for select using (version in (select file.version from cadre.file));
-- Which snapshot is live is no secret; what it holds in all is.
create policy by_reach on cadre.live for select using (cadre.signed_in());
create policy by_reach on cadre.mapping for select using (cadre.reaches('organisation:' || organisation, left(confirmed_at, 10)));
create policy by_reach on cadre.accepted_finding for select using (
  (organisation is not null and cadre.reaches('organisation:' || organisation, left(accepted_at, 10))) or file_id in (select file.id from cadre.file));
create policy by_reach on cadre.reopened_finding for select using (accepted in (select accepted_finding.id from cadre.accepted_finding));
create policy by_reach on cadre.change for select using ((open and cadre.signed_in()) or cadre.reaches_all(places, left(at, 10), left(at, 10)));
