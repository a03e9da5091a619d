create table counter (id text primary key, value int not null);
