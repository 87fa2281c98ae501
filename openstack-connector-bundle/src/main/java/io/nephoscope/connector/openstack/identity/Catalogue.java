package io.nephoscope.connector.openstack.identity;

import io.nephoscope.connector.openstack.cloud.CloudEndpoint;
import io.nephoscope.connector.openstack.cloud.CloudException;
import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.support.text.OneLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The endpoints that a token came with.
 *
 * @param entries in the catalogue's order
 */
public record Catalogue(List<Entry> entries) {

    private static final int LONGEST_SHOWN = 200;

    /** One endpoint as it is written. */
    public record Entry(String type, String name, String facing, String region, String url) {}

    /**
     * Which endpoints to take.
     *
     * @param interfaces {@code public}, {@code internal} or {@code admin}, the preferred first
     * @param region empty for any
     */
    public record Choice(List<String> interfaces, String region) {

        public Choice {
            interfaces = List.copyOf(interfaces);
        }

        private boolean isRegion(Entry entry) {
            return region.isEmpty() || region.equals(entry.region());
        }
    }

    public Catalogue {
        entries = List.copyOf(entries);
    }

    /** Reads the token's {@code catalog}. */
    static Catalogue of(JsonObject token) {
        List<Entry> entries = new ArrayList<>();
        for (JsonObject service : token.objects("catalog")) {
            for (JsonObject endpoint : service.objects("endpoints")) {
                entries.add(new Entry(
                        service.text("type").orElse(""),
                        service.text("name").orElse(""),
                        endpoint.text("interface").orElse("public").replaceFirst("URL$", ""),
                        endpoint.text("region_id")
                                .or(() -> endpoint.text("region"))
                                .orElse(""),
                        endpoint.text("url").orElse("")));
            }
        }
        return new Catalogue(entries);
    }

    /** Whether there is such a service at all. */
    public boolean offers(String type) {
        List<String> names = ServiceTypes.namesOf(type);
        return entries.stream().anyMatch(entry -> names.contains(entry.type()));
    }

    /**
     * The endpoint of a service.
     *
     * @throws CloudException if there is none to choose, or it has no address
     */
    public URI endpoint(String type, Choice choice) throws CloudException {
        for (String name : ServiceTypes.namesOf(type)) {
            for (String facing : choice.interfaces()) {
                Optional<Entry> chosen = entries.stream()
                        .filter(entry ->
                                entry.type().equals(name) && entry.facing().equals(facing))
                        .filter(choice::isRegion)
                        .findFirst();
                if (chosen.isPresent()) {
                    return uri(chosen.get());
                }
            }
        }
        throw missing(type, choice);
    }

    /**
     * The endpoint of the service that has a name.
     *
     * @throws CloudException if there is none to choose, or it has no address
     */
    public URI endpointNamed(String serviceName, Choice choice) throws CloudException {
        for (String facing : choice.interfaces()) {
            for (Entry entry : entries) {
                if (entry.name().equals(serviceName) && entry.facing().equals(facing) && choice.isRegion(entry)) {
                    return uri(entry);
                }
            }
        }
        throw new CloudException(
                Kind.NO_SERVICE,
                "the catalogue has no service of the name " + serviceName + " as "
                        + String.join(" or ", choice.interfaces())
                        + (choice.region().isEmpty() ? "" : " in region " + choice.region()));
    }

    /** All that have an address, of the first interface that a service has. */
    public List<CloudEndpoint> endpoints(Choice choice) {
        List<CloudEndpoint> chosen = new ArrayList<>();
        for (String type : entries.stream().map(Entry::type).distinct().toList()) {
            for (String facing : choice.interfaces()) {
                List<CloudEndpoint> of = entries.stream()
                        .filter(entry ->
                                entry.type().equals(type) && entry.facing().equals(facing))
                        .filter(choice::isRegion)
                        .flatMap(entry -> parsed(entry.url()).stream())
                        .map(url -> new CloudEndpoint(type, url))
                        .toList();
                if (!of.isEmpty()) {
                    chosen.addAll(of);
                    break;
                }
            }
        }
        return List.copyOf(chosen);
    }

    /** The addresses of all services, of whatever interface and region. */
    public Stream<URI> hosts() {
        return entries.stream().map(Entry::url).flatMap(url -> parsed(url).stream());
    }

    private CloudException missing(String type, Choice choice) {
        if (entries.isEmpty()) {
            return new CloudException(
                    Kind.NO_SERVICE,
                    "the token came without a catalogue, so no service can be found; configure the project to sign in to"
                            + " (project.name and project.domain.name)");
        }
        if (!offers(type)) {
            return new CloudException(Kind.NO_SERVICE, "the catalogue has no service " + type);
        }
        List<String> names = ServiceTypes.namesOf(type);
        String there = entries.stream()
                .filter(entry -> names.contains(entry.type()))
                .map(entry -> entry.facing() + " in " + (entry.region().isEmpty() ? "no region" : entry.region()))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        return new CloudException(
                Kind.NO_SERVICE,
                "the catalogue has the service " + type + " not as " + String.join(" or ", choice.interfaces())
                        + (choice.region().isEmpty() ? "" : " in region " + choice.region()) + ", only "
                        + OneLine.of(there, LONGEST_SHOWN) + "; set interface and region.name");
    }

    private static URI uri(Entry entry) throws CloudException {
        return parsed(entry.url())
                .orElseThrow(() -> new CloudException(
                        Kind.NO_SERVICE,
                        "the catalogue's address of the service " + entry.type() + " is none: "
                                + OneLine.of(entry.url(), LONGEST_SHOWN) + "; correct it in Keystone"));
    }

    /** An address that a request can be sent to. */
    public static Optional<URI> parsed(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean usable = uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawUserInfo() == null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
