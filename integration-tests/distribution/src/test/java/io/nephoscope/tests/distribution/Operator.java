package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Looks at an agent with the commands of its shell. */
record Operator(Agent agent) {

    /** What {@code plugins} tells, by file. */
    Map<String, JsonNode> plugins() throws IOException, InterruptedException {
        return by("file", agent.shell("plugins"));
    }

    /** What {@code status} tells, as one line. */
    String status() throws IOException, InterruptedException {
        return agent.command("shell", "status").output().replaceAll("\\s+", " ");
    }

    private static Map<String, JsonNode> by(String key, JsonNode all) {
        Map<String, JsonNode> found = new TreeMap<>();
        all.forEach(one -> found.put(one.path(key).asText(), one));
        return found;
    }
}
