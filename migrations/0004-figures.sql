-- Figures for those who look after the house: what happened, counted once it is over, and how the tables grow.

create table activity_figures (
  -- A quarter of an hour: every time zone of today begins its days on one.
  from_at timestamptz constraint activity_figures_pkey primary key,
  new_accounts integer not null,
  sign_ins integer not null,
  failures integer not null
);
comment on table activity_figures is 'How many new accounts, sign-ins and failed sign-ins there were in each quarter of an hour, counted from the audit log.';
grant select, insert, delete on activity_figures to :APP_ROLE;

create table table_sizes (
  measured_on date not null,
  table_name text not null,
  bytes bigint not null,
  constraint table_sizes_pkey primary key (measured_on, table_name)
);
comment on table table_sizes is 'How large each table was on a day, with its indexes.';
grant select, insert, update, delete on table_sizes to :APP_ROLE;
