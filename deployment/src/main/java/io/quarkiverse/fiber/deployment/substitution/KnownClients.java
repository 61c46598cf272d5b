package io.quarkiverse.fiber.deployment.substitution;

import java.util.List;

/** Libraries that are known to wait for the network on the thread that calls them; all of them open sockets by themselves. */
final class KnownClients {

    /** As groupId:artifactId. A library that has moved is here with its old name too. */
    static final List<String> ALL = List.of(
            "org.postgresql:postgresql",
            "com.mysql:mysql-connector-j",
            "mysql:mysql-connector-java",
            "org.mariadb.jdbc:mariadb-java-client",
            "com.microsoft.sqlserver:mssql-jdbc",
            "com.h2database:h2",
            "redis.clients:jedis",
            "org.mongodb:mongodb-driver-core",
            "org.mongodb:mongodb-driver-sync",
            "org.apache.httpcomponents:httpcore",
            "org.apache.httpcomponents:httpclient",
            "org.apache.httpcomponents.core5:httpcore5",
            "org.apache.httpcomponents.client5:httpclient5",
            "com.squareup.okhttp3:okhttp",
            "com.squareup.okhttp3:okhttp-jvm",
            "commons-net:commons-net",
            "org.eclipse.angus:angus-mail",
            "org.eclipse.angus:jakarta.mail",
            "com.sun.mail:jakarta.mail",
            "com.sun.mail:javax.mail",
            "com.rabbitmq:amqp-client",
            "io.nats:jnats",
            "com.jcraft:jsch",
            "com.github.mwiede:jsch",
            "com.unboundid:unboundid-ldapsdk");

    private KnownClients() {
    }
}
