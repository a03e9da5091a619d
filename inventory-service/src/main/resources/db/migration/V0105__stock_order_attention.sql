-- Why a person must decide about an order whose outcome the carrier does not tell; null: nobody must.
alter table stock_order add column attention_code text, add column attention_detail text;
