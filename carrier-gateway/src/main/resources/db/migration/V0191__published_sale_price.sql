-- Kinds of number whose sale prices were published: a kind that is no longer sold is published once more, without prices.
create table published_sale_price (
  country     text not null,
  number_type text not null,
  primary key (country, number_type)
);
