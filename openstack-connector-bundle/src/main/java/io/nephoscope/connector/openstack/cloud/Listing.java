package io.nephoscope.connector.openstack.cloud;

import java.util.Objects;

/**
 * What a list is and how its entries are told apart. Pages are followed as the service links them ({@code next},
 * {@code links}, {@code volumes_links}); a service that links nothing, such as Swift, is asked for what follows the last
 * entry.
 *
 * @param path as {@link CloudService} takes it, with a query if one is needed
 * @param key of the array in the document; empty where the document is the array
 * @param id the key that each entry must have, so that none is taken twice; empty if entries have none
 * @param byMarker whether a next page is asked for by {@code marker=} and the last id until a page is empty
 */
public record Listing(String path, String key, String id, boolean byMarker) {

    public Listing {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        if (byMarker && id.isEmpty()) {
            throw new IllegalArgumentException("a list without ids cannot be read by markers");
        }
    }

    /** A list whose pages are linked and whose entries have an {@code id}. */
    public static Listing of(String path, String key) {
        return new Listing(path, key, "id", false);
    }

    /** The same list, whose entries are told apart by another key. */
    public Listing identifiedBy(String newId) {
        return new Listing(path, key, newId, byMarker);
    }

    /** The same list, whose entries cannot be told apart. It is read again only as long as none was handed over. */
    public Listing withoutIds() {
        return new Listing(path, key, "", byMarker);
    }

    /** The same list, from a service that does not link its pages. */
    public Listing pagedByMarker() {
        return new Listing(path, key, id, true);
    }
}
