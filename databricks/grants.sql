-- Who may read the tables, and who may change their rows.
-- Written by `make customerio-ddl` from the contracts of models/marts/customerio.

grant use catalog on catalog main to `data_analysts`;

grant use schema, select on schema main.customerio to `data_analysts`;

grant use catalog on catalog main to `data_engineers`;

grant use schema, select, modify on schema main.customerio to `data_engineers`;
