-- A third kind of heavy work: a scenario that is run, two that are compared, or a goal that is sought with one.

alter table cadre.job drop constraint job_kind_check;
alter table cadre.job add constraint job_kind_check check (kind in ('import', 'everywhere', 'scenario'));
