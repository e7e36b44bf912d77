-- What was done and read, by whom: entries in a chain of hashes, added and never changed, and the head of the chain.
create table cadre.audit_entry (
  number bigint primary key,
  at text not null,
  who text not null,
  name text not null,
  via text not null,
  under text not null,
  what text not null,
  outcome text not null,
  hash text not null
);
create table cadre.audit_head (
  one boolean primary key default true check (one),
  number bigint not null,
  hash text not null
);
insert into cadre.audit_head (number, hash) values (0, 'start');
create trigger only_added before update or delete or truncate on cadre.audit_entry for each statement execute function cadre.only_added();

grant select, insert on cadre.audit_entry to cadre_app;
grant select, update on cadre.audit_head to cadre_app;
alter table cadre.audit_entry enable row level security;
alter table cadre.audit_head enable row level security;
create policy read_by on cadre.audit_entry for select using (cadre.has_right('audit') or cadre.has_right('manage-system'));
create policy written_by on cadre.audit_entry for insert with check (cadre.has_right('audit'));
create policy read_by on cadre.audit_head for select using (cadre.has_right('audit') or cadre.has_right('manage-system'));
create policy written_by on cadre.audit_head for update using (cadre.has_right('audit')) with check (cadre.has_right('audit'));
