package io.nephoscope.connector.openstack.session;

import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.identity.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plugin asks for, apart from where the service is.
 *
 * @param path begins with a slash and the version that the caller speaks
 * @param query without question mark; empty for none
 */
record ServicePath(String path, String query) implements ServiceTarget {

    private static final String PROJECT = "{project}";
    private static final String VERSION = "v[0-9]+(\\.[0-9]+)?";

    static ServicePath of(String written) {
        if (!written.startsWith("/")) {
            throw new IllegalArgumentException("a path must begin with a slash: " + written);
        }
        int question = written.indexOf('?');
        return question < 0
                ? new ServicePath(written, "")
                : new ServicePath(written.substring(0, question), written.substring(question + 1));
    }

    @Override
    public URI at(URI base, Token token, CloudSession session) throws CloudException {
        return at(base, token.projectId());
    }

    /** The whole address, below the root of an endpoint. */
    URI at(URI endpoint, Optional<String> project) throws CloudException {
        String asked = path;
        if (asked.contains(PROJECT)) {
            asked = asked.replace(
                    PROJECT,
                    project.orElseThrow(() -> new CloudException(
                            Kind.NO_SERVICE,
                            "the session has no project, which " + path + " needs; configure project.name")));
        }
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + root(endpoint, project) + asked
                + (query.isEmpty() ? "" : "?" + query));
    }

    /** The folder that a service lies in: what stands before its version, or before the project of one without. */
    private static String root(URI endpoint, Optional<String> project) {
        List<String> segments = new ArrayList<>(Arrays.stream(
                        endpoint.getRawPath() == null
                                ? new String[0]
                                : endpoint.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList());
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).matches(VERSION)) {
                return join(segments.subList(0, i));
            }
        }
        String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        if (project.filter(id -> last.equals(id) || last.equals("AUTH_" + id)).isPresent()) {
            segments.remove(segments.size() - 1);
        }
        return join(segments);
    }

    private static String join(List<String> segments) {
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    /**
     * The next page of the same list. Of the link only the query counts: behind a proxy its scheme, host and folder may
     * be those that the service believes in. What the link forgets of the query is kept.
     *
     * @return empty if the link leads elsewhere
     */
    Optional<ServicePath> next(String link) {
        int question = link.indexOf('?');
        if (question < 0 || question == link.length() - 1) {
            return Optional.empty();
        }
        String linked = link.substring(0, question).replaceFirst("/+$", "");
        if (!linked.isEmpty() && !lastSegment(linked).equals(lastSegment(path.replaceFirst("/+$", "")))) {
            return Optional.empty();
        }
        return Optional.of(with(link.substring(question + 1).replaceFirst("#.*", "")));
    }

    /** The same with other parameters; those of the old query that have no new value stay. */
    ServicePath with(String newQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : newQuery.split("&", -1)) {
            parameters.merge(name(part), part, (before, after) -> before + "&" + after);
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty() && !parameters.containsKey(name(part))) {
                kept.merge(name(part), part, (before, after) -> before + "&" + after);
            }
        }
        parameters.putAll(kept);
        return new ServicePath(path, String.join("&", parameters.values()));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
