-- The catalogue: files held, the parts of the lake they fill, their findings, snapshots, and the one live pointer.

-- The role every viewer's transaction runs as. The owner of the tables is never used to read them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'cadre_app') then
    create role cadre_app nosuperuser nobypassrls nologin;
  end if;
end
$$;
grant cadre_app to current_user;
grant usage on schema cadre to cadre_app;

-- Says whether the viewer of this transaction has full scope; no setting means no scope.
create function cadre.full_scope() returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('cadre.viewer_scopes', true), ''), '[]')::jsonb @> '["all"]'::jsonb
$$;

-- A file as it was read once. The same bytes read by a later reader give other parts, and so another version.
create table cadre.file (
  version text primary key,
  id text not null,
  name text not null,
  source text not null,
  title text not null,
  licence text not null,
  table_name text not null,
  sha256 text not null,
  bytes bigint not null,
  period_from text not null,
  period_to text not null,
  rows_read integer not null,
  rows_loaded integer not null,
  rows_quarantined integer not null,
  rows_duplicate integer not null,
  sum_fte double precision,
  sum_headcount double precision,
  imported_at text not null
);
create index file_by_id on cadre.file (id);

-- position keeps the order in which the importer gave them.
create table cadre.part (
  version text not null references cadre.file,
  position integer not null,
  table_name text not null,
  hash text not null,
  path text not null,
  row_count integer not null,
  primary key (version, position)
);

create table cadre.finding (
  version text not null references cadre.file,
  position integer not null,
  rule text not null,
  severity text not null,
  row_number integer,
  column_name text,
  found text not null,
  expected text not null,
  row_count integer not null,
  fte double precision,
  says text not null,
  primary key (version, position)
);

-- Rows held back, as found.
create table cadre.quarantine (
  version text not null references cadre.file,
  position integer not null,
  row_number integer not null,
  raw jsonb not null,
  rule text not null,
  primary key (version, position)
);

-- sequence orders snapshots by publication; two may share a time.
create table cadre.snapshot (
  id text primary key,
  sequence integer generated always as identity unique,
  parent text references cadre.snapshot,
  published_at text not null,
  file_count integer not null,
  row_count integer not null,
  fte double precision,
  moved text not null
);

create table cadre.snapshot_file (
  snapshot text not null references cadre.snapshot,
  version text not null references cadre.file,
  primary key (snapshot, version)
);

-- One row: what readers see. mode stays null until the first publication and never changes afterwards.
create table cadre.live (
  one boolean primary key default true check (one),
  snapshot text references cadre.snapshot,
  mode text check (mode in ('demonstration', 'real'))
);
insert into cadre.live default values;

grant select, insert on cadre.file, cadre.part, cadre.finding, cadre.quarantine, cadre.snapshot, cadre.snapshot_file to cadre_app;
grant select, update on cadre.live to cadre_app;

-- The second wall: the role sees nothing unless the viewer's scope lets it. Narrower scopes come with access control.
alter table cadre.file enable row level security;
alter table cadre.part enable row level security;
alter table cadre.finding enable row level security;
alter table cadre.quarantine enable row level security;
alter table cadre.snapshot enable row level security;
alter table cadre.snapshot_file enable row level security;
alter table cadre.live enable row level security;
create policy by_scope on cadre.file using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.part using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.finding using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.quarantine using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.snapshot using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.snapshot_file using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.live using (cadre.full_scope()) with check (cadre.full_scope());
