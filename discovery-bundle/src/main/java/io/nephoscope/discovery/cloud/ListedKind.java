package io.nephoscope.discovery.cloud;

import io.nephoscope.connector.openstack.cloud.Cloud;
import io.nephoscope.connector.openstack.cloud.CloudService;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.cloud.Listing;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A list of one of a cloud's services, and how to ask for it.
 *
 * @param service its type
 * @param headers that ask for what is wanted, such as a version or all projects
 * @param name makes the id of an entry's resource; without one the entry is left out
 * @param shape makes the detail of an entry
 * @param optional whether the service may do without it: an extension that a cloud need not have
 */
record ListedKind(
        String service,
        Map<String, String> headers,
        Listing listing,
        Function<JsonObject, String> name,
        UnaryOperator<JsonObject> shape,
        boolean optional) {

    ListedKind {
        headers = Map.copyOf(headers);
    }

    /** A list that the service always has. */
    static ListedKind of(String service, String path, String key) {
        return new ListedKind(service, Map.of(), Listing.of(path, key), by("id"), UnaryOperator.identity(), false);
    }

    /** The same, asked with a header. */
    ListedKind header(String header, String value) {
        return new ListedKind(service, Map.of(header, value), listing, name, shape, optional);
    }

    /** The same, whose entries are told apart by another key than {@code id}. */
    ListedKind identifiedBy(String key) {
        return new ListedKind(service, headers, listing.identifiedBy(key), by(key), shape, optional);
    }

    /** The same, whose entries have no ids but are told apart by what is made of them. */
    ListedKind namedBy(Function<JsonObject, String> newName) {
        return new ListedKind(service, headers, listing.withoutIds(), newName, shape, optional);
    }

    private static Function<JsonObject, String> by(String key) {
        return entry -> entry.text(key).orElse("");
    }

    /** The same, of whose entries only these keys are held: what may be as long as a cloud is large needs it. */
    ListedKind keeping(String... keys) {
        return new ListedKind(service, headers, listing.keeping(Set.of(keys)), name, shape, optional);
    }

    /** The same, whose entries have another shape as details. */
    ListedKind shaped(UnaryOperator<JsonObject> newShape) {
        return new ListedKind(service, headers, listing, name, newShape, optional);
    }

    /** The same as an extension, which a service need not have. */
    ListedKind ifThere() {
        return new ListedKind(service, headers, listing, name, shape, true);
    }

    CloudService at(Cloud cloud) {
        CloudService asked = cloud.service(service);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            asked = asked.header(header.getKey(), header.getValue());
        }
        return asked;
    }
}
