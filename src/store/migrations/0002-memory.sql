-- What people decided, and every change: mappings confirmed, findings accepted, the history. Rows are added and never changed.

-- Who sent a file, and the version of that organisation's mapping it was read with; null for published files and for files in our names.
alter table cadre.file add column sender text, add column mapping_version integer;

-- How one organisation's own table becomes a return. text is YAML without organisation and version; hash is its SHA-256.
create table cadre.mapping (
  organisation text not null,
  table_name text not null,
  version integer not null check (version > 0),
  text text not null,
  hash text not null,
  confirmed_by text not null,
  confirmed_at text not null,
  primary key (organisation, table_name, version)
);

-- A rule's finding in one organisation, or in one file, that somebody answers for. until is the last day, null for no end.
create table cadre.accepted_finding (
  id integer generated always as identity primary key,
  rule text not null,
  organisation text,
  file_id text,
  because text not null,
  accepted_by text not null,
  accepted_at text not null,
  until text,
  check ((organisation is null) <> (file_id is null))
);
create table cadre.reopened_finding (
  accepted integer primary key references cadre.accepted_finding,
  because text not null,
  reopened_by text not null,
  reopened_at text not null
);

-- Every change, in order. organisations is a list of codes; from_snapshot and to_snapshot say what was live before and since.
create table cadre.change (
  number integer generated always as identity primary key,
  at text not null,
  by_whom text not null,
  kind text not null check (kind in ('published', 'withdrawn', 'mapping-confirmed', 'finding-accepted', 'finding-reopened', 'code-edition-loaded')),
  organisations jsonb not null,
  says text not null,
  from_snapshot text references cadre.snapshot,
  to_snapshot text references cadre.snapshot
);

-- Nobody changes or removes what was decided, the owner of the tables included.
create function cadre.only_added() returns trigger language plpgsql as $$
begin
  raise exception 'rows of cadre.% are added and never changed', tg_table_name;
end
$$;
create trigger only_added before update or delete or truncate on cadre.mapping for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.accepted_finding for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.reopened_finding for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.change for each statement execute function cadre.only_added();

grant select, insert on cadre.mapping, cadre.accepted_finding, cadre.reopened_finding, cadre.change to cadre_app;
alter table cadre.mapping enable row level security;
alter table cadre.accepted_finding enable row level security;
alter table cadre.reopened_finding enable row level security;
alter table cadre.change enable row level security;
create policy by_scope on cadre.mapping using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.accepted_finding using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.reopened_finding using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.change using (cadre.full_scope()) with check (cadre.full_scope());
