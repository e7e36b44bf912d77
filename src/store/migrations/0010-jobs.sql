-- Heavy work: what was asked for, by whom, and how it stands. Any process with the records can answer for any job, and any that takes jobs may do it.

-- A process that takes jobs. heard_at is the clock of the database: whoever was not heard of for a while has its jobs taken from it.
create table cadre.job_worker (
  id text primary key,
  kind text not null check (kind in ('server', 'worker')),
  name text not null,
  hands integer not null,
  -- Name under which the queue knows the process; null where the queue is in the process.
  pool text,
  since text not null,
  heard_at timestamptz not null
);

-- attempt counts every time the job was taken up: whoever has an earlier one may change nothing any more. tries counts since a person last asked.
create table cadre.job (
  id text primary key,
  kind text not null check (kind in ('import', 'everywhere')),
  title text not null,
  -- Equal for the same question: one job answers it. Null: a job of its own.
  key text,
  person text not null,
  person_name text not null,
  state text not null check (state in ('waiting', 'running', 'asking', 'done', 'failed', 'cancelled')),
  step text,
  done integer not null default 0,
  of integer not null default 0,
  step_at text,
  asked_at text not null,
  queued_at text not null,
  not_before timestamptz,
  started_at text,
  ended_at text,
  attempt integer not null default 0,
  tries integer not null default 0,
  worker text,
  -- The snapshot that was live when what the job publishes was published, set in the same transaction.
  landed text,
  code text
);
create index job_by_line on cadre.job (state, queued_at, id);
create index job_by_person on cadre.job (person, asked_at);
create unique index job_by_key on cadre.job (key) where key is not null and state not in ('failed', 'cancelled');

-- What a job is asked and what is known so far: it may speak of records, so only whoever asked and whoever does it may read it.
create table cadre.job_work (
  id text primary key references cadre.job on delete cascade,
  viewer jsonb not null,
  question jsonb not null,
  doc jsonb not null,
  problem jsonb
);

grant select, insert, update, delete on cadre.job_worker, cadre.job, cadre.job_work to cadre_app;
alter table cadre.job_worker enable row level security;
alter table cadre.job enable row level security;
alter table cadre.job_work enable row level security;
create policy at_work on cadre.job_worker using (cadre.has_right('jobs')) with check (cadre.has_right('jobs'));
create policy seen_by on cadre.job_worker for select using (cadre.has_right('manage-system'));
create policy at_work on cadre.job using (cadre.has_right('jobs')) with check (cadre.has_right('jobs'));
create policy of_own on cadre.job using (person = cadre.viewer() and cadre.signed_in()) with check (person = cadre.viewer() and cadre.signed_in());
create policy seen_by on cadre.job for select using (cadre.has_right('manage-system'));
create policy kept_by on cadre.job for update using (cadre.has_right('manage-system')) with check (cadre.has_right('manage-system'));
create policy at_work on cadre.job_work using (cadre.has_right('jobs')) with check (cadre.has_right('jobs'));
create policy of_own on cadre.job_work using (exists (select from cadre.job where job.id = job_work.id and job.person = cadre.viewer()) and cadre.signed_in())
  with check (exists (select from cadre.job where job.id = job_work.id and job.person = cadre.viewer()) and cadre.signed_in());
