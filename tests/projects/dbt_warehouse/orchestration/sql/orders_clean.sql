select id, customer, cast(amount as integer) as amount, '$target' as target from raw_orders where amount is not null
