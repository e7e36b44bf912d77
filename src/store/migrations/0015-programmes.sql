-- Programmes of care that people saved, as text. They are their person's alone until they are shared: then whoever is signed in and has the address may read them.
create table cadre.programme (
  id text primary key,
  person text not null references cadre.person,
  name text not null,
  text text not null,
  shared boolean not null,
  saved_at text not null
);

grant select, insert, update, delete on cadre.programme to cadre_app;
alter table cadre.programme enable row level security;
create policy of_own on cadre.programme using (person = cadre.viewer()) with check (person = cadre.viewer());
create policy of_sharing on cadre.programme for select using (shared and cadre.has_right('figures'));
