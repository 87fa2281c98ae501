package io.nephoscope.testkit.openstack.simulated;

import io.nephoscope.testkit.openstack.HttpAnswer;
import io.nephoscope.testkit.openstack.HttpCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Which answer belongs to which request. Patterns are paths with names in braces, as in {@code
 * /v3/projects/{project}}. Complete before the first request; then any thread may ask.
 */
final class Routes {

    private static final Answers NONE = (call, names) -> HttpAnswer.status(404);

    private final List<Route> routes = new ArrayList<>();

    /** Answers requests. */
    interface Answers {

        /** @param names what stands in the path for the names in braces, in their order */
        HttpAnswer answer(HttpCall call, List<String> names);
    }

    private record Route(String method, String pattern, List<String> segments, Answers answers) {

        boolean serves(String asked, List<String> path) {
            if (!method.equals(asked) || path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!isName(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        List<String> names(List<String> path) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (isName(segments.get(i))) {
                    names.add(path.get(i));
                }
            }
            return names;
        }

        private static boolean isName(String segment) {
            return segment.startsWith("{");
        }
    }

    void get(String pattern, Answers answers) {
        add("GET", pattern, answers);
    }

    void head(String pattern, Answers answers) {
        add("HEAD", pattern, answers);
    }

    private void add(String method, String pattern, Answers answers) {
        routes.add(new Route(method, pattern, segments(pattern), answers));
    }

    HttpAnswer answer(HttpCall call) {
        List<String> path = segments(call.path());
        Route route = route(call.method(), path);
        return route.answers().answer(call, route.names(path));
    }

    /** Method and pattern, by which requests are counted; the path itself where none fits. */
    String label(HttpCall call) {
        List<String> path = segments(call.path());
        Route route = route(call.method(), path);
        return call.method() + " " + (route.answers() == NONE ? call.path() : route.pattern());
    }

    private Route route(String method, List<String> path) {
        return routes.stream()
                .filter(route -> route.serves(method, path))
                .findFirst()
                .orElse(new Route(method, "", path, NONE));
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceFirst("/+$", "").split("/", -1));
    }
}
