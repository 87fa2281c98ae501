package io.nephoscope.connector.openstack.cloud;

import java.util.Objects;
import java.util.Set;

/**
 * What a list is and how its entries are told apart. Pages are followed as the service links them ({@code next},
 * {@code links}, {@code volumes_links}); a service that links nothing, such as Swift, is asked for what follows the last
 * entry.
 *
 * @param path as {@link CloudService} takes it, with a query if one is needed
 * @param key of the array in the document; empty where the document is the array
 * @param id the key that each entry must have, so that none is taken twice; empty if entries have none
 * @param byMarker whether a next page is asked for by {@code marker=} and the last id until a page is empty
 * @param keys of an entry that are kept, as far as it has them; empty for all. Of a long list keep what you need: the rest
 *     is passed over as it comes
 * @param countHeader the header, in lower case, by which the service tells how many entries the list has, so that no empty
 *     page need be asked for; empty if it does not
 */
public record Listing(String path, String key, String id, boolean byMarker, Set<String> keys, String countHeader) {

    public Listing {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        keys = Set.copyOf(keys);
        Objects.requireNonNull(countHeader, "countHeader");
        if (byMarker && id.isEmpty()) {
            throw new IllegalArgumentException("a list without ids cannot be read by markers");
        }
    }

    /** A list whose pages are linked and whose entries have an {@code id}. */
    public static Listing of(String path, String key) {
        return new Listing(path, key, "id", false, Set.of(), "");
    }

    /** The same list, whose entries are told apart by another key. */
    public Listing identifiedBy(String newId) {
        return new Listing(path, key, newId, byMarker, keys, countHeader);
    }

    /** The same list, whose entries cannot be told apart. It is read again only as long as none was handed over. */
    public Listing withoutIds() {
        return new Listing(path, key, "", byMarker, keys, countHeader);
    }

    /** The same list, from a service that does not link its pages. */
    public Listing pagedByMarker() {
        return new Listing(path, key, id, true, keys, countHeader);
    }

    /** The same list, of whose entries these keys and the id are kept. */
    public Listing keeping(Set<String> some) {
        return new Listing(path, key, id, byMarker, some, countHeader);
    }

    /** The same list, whose length a header tells. */
    public Listing countedBy(String header) {
        return new Listing(path, key, id, byMarker, keys, header);
    }
}
