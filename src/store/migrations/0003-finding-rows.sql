-- The rows of a finding: each place where it speaks, for the exceptions that go back to the sender, and its plausible repair, which only ever is thought of.
-- Kept apart from the findings, which are read with every file. position is that of the finding.
create table cadre.finding_rows (
  version text not null references cadre.file,
  position integer not null,
  places jsonb,
  repair jsonb,
  primary key (version, position)
);
grant select, insert on cadre.finding_rows to cadre_app;
alter table cadre.finding_rows enable row level security;
create policy by_scope on cadre.finding_rows using (cadre.full_scope()) with check (cadre.full_scope());
