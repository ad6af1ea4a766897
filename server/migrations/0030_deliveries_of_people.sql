-- platform: who was reached last by what, and how often lately, is found without a look at every message.
create index deliveries_person on platform.deliveries (person, id desc);
