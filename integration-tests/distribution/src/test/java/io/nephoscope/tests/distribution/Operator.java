package io.nephoscope.tests.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at an agent with the commands of its shell. */
record Operator(Agent agent) {

    /** What {@code plugins} tells, by file. */
    Map<String, JsonNode> plugins() throws IOException, InterruptedException {
        return by("file", agent.shell("plugins"));
    }

    /** The files of deploy/ that {@code plugins} lists, without what is only left behind of removed ones. */
    Set<String> deployed() throws IOException, InterruptedException {
        return plugins().entrySet().stream()
                .filter(plugin -> !plugin.getValue().path("state").asText().equals("LEFT_BEHIND"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What {@code pollsters} tells, by name. */
    Map<String, JsonNode> pollsters() throws IOException, InterruptedException {
        return by("name", agent.shell("pollsters"));
    }

    /** What {@code status} tells, as one line. */
    String status() throws IOException, InterruptedException {
        return agent.command("shell", "status").output().replaceAll("\\s+", " ");
    }

    /** What the commands tell of each of some plugins whose bundle, file and pollster have one name. */
    Map<String, String> told(Iterable<String> names) throws IOException, InterruptedException {
        Map<String, JsonNode> plugins = plugins();
        Map<String, JsonNode> pollsters = pollsters();
        Map<String, JsonNode> publishers = by("name", agent.shell("publishers"));
        String health = agent.command("shell", "health", "--json").output();
        Map<String, String> told = new TreeMap<>();
        for (String name : names) {
            told.put(
                    name,
                    plugins.get(name + ".jar") + " " + pollsters.get(name) + " " + publishers.get(name) + " "
                            + sentences(health, name));
        }
        return told;
    }

    /** The reports of health that name it, and not only another one whose name begins with its own. */
    private static String sentences(String health, String name) {
        Pattern word = Pattern.compile(Pattern.quote(name) + "(?![\\w-])");
        return health.replace("},{", "}\n{")
                .lines()
                .filter(report -> word.matcher(report).find())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, JsonNode> by(String key, JsonNode all) {
        Map<String, JsonNode> found = new TreeMap<>();
        all.forEach(one -> found.put(one.path(key).asText(), one));
        return found;
    }
}
