select distinct customer from orders_clean
