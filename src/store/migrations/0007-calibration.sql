-- Rates as they were learnt from each snapshot, by version of the model and area. Rows are added and never changed: a later snapshot is compared with an earlier one.

-- parameters is the text of the set, byte for byte.
create table cadre.calibration (
  id integer generated always as identity primary key,
  snapshot text not null references cadre.snapshot,
  model text not null,
  area text not null,
  kept_at text not null,
  parameters text not null,
  unique (snapshot, model, area)
);
create trigger only_added before update or delete or truncate on cadre.calibration for each statement execute function cadre.only_added();
grant select, insert on cadre.calibration to cadre_app;
alter table cadre.calibration enable row level security;
create policy by_scope on cadre.calibration using (cadre.full_scope()) with check (cadre.full_scope());
