-- As whom HAProxy asks whether a server is ready: no password, no rights, a few connections.
CREATE USER IF NOT EXISTS 'haproxy'@'%' IDENTIFIED BY '' WITH MAX_USER_CONNECTIONS 20;
