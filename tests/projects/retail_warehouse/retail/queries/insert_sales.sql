insert into ${schema}.${table} (order_id, country, gross) values (?, ?, ?)
