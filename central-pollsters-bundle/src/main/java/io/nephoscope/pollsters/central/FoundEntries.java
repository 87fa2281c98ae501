package io.nephoscope.pollsters.central;

import io.nephoscope.api.sample.Resource;
import io.nephoscope.connector.openstack.cloud.JsonObject;

/** What discoveries found. */
final class FoundEntries {

    private FoundEntries() {}

    /** @throws OddEntryException if the resource is another's, such as one that a source names itself */
    static JsonObject of(Resource resource, String discovery) throws OddEntryException {
        return resource.as(JsonObject.class)
                .orElseThrow(() -> new OddEntryException("is nothing that the discovery " + discovery + " has found"));
    }
}
