-- What leaves the organisation: asked for by one person, approved by another, and given away byte for byte as it was approved.

-- asked: what it is, as it was asked for. within: its area and every area it lies in, as scopes; empty for all of the data. hash: digest of its files.
create table cadre.release (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('table', 'records')),
  asked jsonb not null,
  title text not null,
  summary text not null,
  because text not null,
  recipient text not null,
  within jsonb not null,
  snapshot text not null,
  hash text not null,
  asked_by text not null references cadre.person,
  asked_name text not null,
  asked_at text not null,
  expires_at text not null
);
create table cadre.release_file (
  release integer not null references cadre.release,
  name text not null,
  sha256 text not null,
  bytes integer not null,
  primary key (release, name)
);

-- The files themselves, in base64, until it is over.
create table cadre.release_content (
  release integer not null references cadre.release,
  name text not null,
  content text not null,
  primary key (release, name)
);

-- What became of it, in order. expires_at: until when what was approved may leave. file: the one that left.
create table cadre.release_step (
  id integer generated always as identity primary key,
  release integer not null references cadre.release,
  kind text not null check (kind in ('approved', 'refused', 'withdrawn', 'left')),
  by_whom text not null references cadre.person,
  by_name text not null,
  at text not null,
  because text,
  expires_at text,
  file text
);
create unique index release_decided_once on cadre.release_step (release) where kind in ('approved', 'refused');
create unique index release_withdrawn_once on cadre.release_step (release) where kind = 'withdrawn';

create trigger only_added before update or delete or truncate on cadre.release for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.release_file for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.release_step for each statement execute function cadre.only_added();

-- Two people, whoever writes the row: nobody decides about what they asked for, and nothing leaves that another did not approve. Looked at when all is written.
create function cadre.two_people() returns trigger language plpgsql security definer set search_path = cadre, pg_temp as $$
begin
  if new.kind in ('approved', 'refused') and exists (select from cadre.release where id = new.release and asked_by = new.by_whom) then
    raise exception 'nobody decides about what they asked for';
  end if;
  if new.kind = 'left' and not exists (select from cadre.release_step where release = new.release and id < new.id and kind = 'approved' and by_whom <> new.by_whom and expires_at > new.at) then
    raise exception 'nothing leaves that another person has not approved';
  end if;
  if new.kind in ('left', 'approved') and exists (select from cadre.release_step where release = new.release and id < new.id and kind in ('refused', 'withdrawn')) then
    raise exception 'what was refused or withdrawn stays';
  end if;
  return null;
end
$$;
create constraint trigger two_people after insert on cadre.release_step deferrable initially deferred for each row execute function cadre.two_people();

grant select, insert on cadre.release, cadre.release_file, cadre.release_step to cadre_app;
grant select, insert, delete on cadre.release_content to cadre_app;
alter table cadre.release enable row level security;
alter table cadre.release_file enable row level security;
alter table cadre.release_content enable row level security;
alter table cadre.release_step enable row level security;
create policy seen_by on cadre.release for select using (asked_by = cadre.viewer() or cadre.granted_in('approve', within) or cadre.granted_in('publish', within));
create policy asked_by_self on cadre.release for insert with check (asked_by = cadre.viewer());
create policy seen_by on cadre.release_file for select using (release in (select id from cadre.release));
create policy asked_by_self on cadre.release_file for insert with check (release in (select id from cadre.release where asked_by = cadre.viewer()));
-- Rows of records are read by who asked for them alone; whoever decides sees what they are and their digest.
create policy of_own on cadre.release_content using (release in (select id from cadre.release where asked_by = cadre.viewer())) with check (release in (select id from cadre.release where asked_by = cadre.viewer()));
create policy let_go on cadre.release_content for delete using (release in (select id from cadre.release));
create policy seen_by on cadre.release_step for select using (release in (select id from cadre.release));
create policy by_self on cadre.release_step for insert with check (by_whom = cadre.viewer() and (
  (kind in ('approved', 'refused') and exists (select from cadre.release where id = release_step.release and asked_by <> cadre.viewer() and (cadre.granted_in('approve', within) or cadre.granted_in('publish', within))))
  or (kind in ('withdrawn', 'left') and exists (select from cadre.release where id = release_step.release and asked_by = cadre.viewer()))
  or (kind = 'withdrawn' and exists (select from cadre.release where id = release_step.release and (cadre.granted_in('approve', within) or cadre.granted_in('publish', within))))));
