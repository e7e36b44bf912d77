-- How long what is held is kept, and what was deleted when its time was over.

-- The latest rule in force on a day holds for its dataset; months null: kept until another is set. Rules are added and never changed.
create table cadre.retention_rule (
  id integer generated always as identity primary key,
  dataset text not null,
  months integer check (months > 0),
  from_date text not null,
  because text not null,
  set_by text not null,
  set_at text not null
);

-- A deletion and its certificate, as text and signed. done: when the last of its files was gone from the disk.
create table cadre.deletion (
  number integer primary key,
  at text not null,
  certificate text not null,
  signature text not null
);
create table cadre.deletion_done (
  number integer primary key references cadre.deletion,
  at text not null
);
alter table cadre.file add column deletion integer references cadre.deletion;

create trigger only_added before update or delete or truncate on cadre.retention_rule for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.deletion for each statement execute function cadre.only_added();
create trigger only_added before update or delete or truncate on cadre.deletion_done for each statement execute function cadre.only_added();
grant select, insert on cadre.retention_rule, cadre.deletion, cadre.deletion_done to cadre_app;
grant delete on cadre.part, cadre.finding, cadre.finding_rows, cadre.quarantine to cadre_app;
grant update (name, sum_fte, sum_headcount, deletion) on cadre.file to cadre_app;
alter table cadre.retention_rule enable row level security;
alter table cadre.deletion enable row level security;
alter table cadre.deletion_done enable row level security;
create policy by_scope on cadre.retention_rule using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.deletion using (cadre.full_scope()) with check (cadre.full_scope());
create policy by_scope on cadre.deletion_done using (cadre.full_scope()) with check (cadre.full_scope());
-- That inputs were deleted, and by which certificate, is no secret; what it says is.
create policy read_by on cadre.deletion for select using (cadre.has_right('manage-system'));
create policy read_by on cadre.retention_rule for select using (cadre.has_right('manage-system'));
create policy read_by on cadre.deletion_done for select using (cadre.has_right('manage-system'));

-- Only the clock removes what is held: no other viewer's transaction may, whatever it reaches.
create policy by_clock on cadre.part as restrictive for delete using (cadre.has_right('retention'));
create policy by_clock on cadre.finding as restrictive for delete using (cadre.has_right('retention'));
create policy by_clock on cadre.finding_rows as restrictive for delete using (cadre.has_right('retention'));
create policy by_clock on cadre.quarantine as restrictive for delete using (cadre.has_right('retention'));
create policy by_clock on cadre.file as restrictive for update using (cadre.has_right('retention'));
