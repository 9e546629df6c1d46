select customer, sum(amount) * $rate as total from orders_clean group by customer order by customer
