create table if not exists ${schema}.${table} (
    order_id integer primary key,
    country text not null,
    gross real
)
