-- Views of numbers that a person saved under a name: the address of a page. They are theirs alone.
create table cadre.saved_view (
  id integer generated always as identity primary key,
  person text not null references cadre.person,
  name text not null,
  address text not null,
  saved_at text not null,
  unique (person, name)
);

grant select, insert, delete on cadre.saved_view to cadre_app;
alter table cadre.saved_view enable row level security;
create policy of_own on cadre.saved_view using (person = cadre.viewer()) with check (person = cadre.viewer());
