-- How past projections did, by version of the model. Rows are added and never changed: a later model is compared with an earlier one.

-- settings names all that the scores are a function of beside model and snapshot; answer is the text of the scores, byte for byte.
create table cadre.backtest (
  id integer generated always as identity primary key,
  model text not null,
  snapshot text not null references cadre.snapshot,
  source text not null,
  settings text not null,
  scored_at text not null,
  answer text not null,
  unique (model, snapshot, settings)
);
create trigger only_added before update or delete or truncate on cadre.backtest for each statement execute function cadre.only_added();
grant select, insert on cadre.backtest to cadre_app;
alter table cadre.backtest enable row level security;
create policy by_scope on cadre.backtest using (cadre.full_scope()) with check (cadre.full_scope());
