-- What a known browser calls itself, so that its person recognizes it in a list.
alter table devices add user_agent text;
