package io.quarkiverse.fiber.it.clients;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.bson.Document;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

@Singleton
@Named("mongodb")
public class MongoDbClient implements Client {

    @Override
    public Session connect(String host, int port) {
        return new MongoSession(MongoClients.create("mongodb://" + host + ":" + port + "/?serverSelectionTimeoutMS=2000"));
    }

    private record MongoSession(MongoClient mongo) implements Session {

        @Override
        public String ask(String question) {
            MongoCollection<Document> questions = mongo.getDatabase("test").getCollection("questions");
            questions.insertOne(new Document("text", question).append("answer", question + " is kept"));
            return questions.find(Filters.eq("text", question)).first().getString("answer");
        }

        @Override
        public void close() {
            mongo.close();
        }
    }
}
