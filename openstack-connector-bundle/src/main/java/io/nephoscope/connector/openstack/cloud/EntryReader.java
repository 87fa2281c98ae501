package io.nephoscope.connector.openstack.cloud;

/** Takes the entries of a list, one by one. */
@FunctionalInterface
public interface EntryReader {

    /**
     * Takes one entry. What it throws ends the list.
     *
     * @throws CloudException to end the list
     * @throws InterruptedException if interrupted
     */
    void read(JsonObject entry) throws CloudException, InterruptedException;
}
