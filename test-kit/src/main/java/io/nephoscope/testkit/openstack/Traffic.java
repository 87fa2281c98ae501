package io.nephoscope.testkit.openstack;

/** Is told of the requests that come to a {@link FakeCloud}, by many threads. */
public interface Traffic {

    /** For whom nobody counts. */
    Traffic NOT_COUNTED = new Traffic() {};

    /** A request has come. */
    default void began(HttpCall call) {}

    /**
     * Its answer has gone, or as much of it as the client took.
     *
     * @param received how many bytes the request had, its head included
     * @param sent how many bytes the answer had, its head included; 0 if it broke off
     */
    default void ended(HttpCall call, long received, long sent) {}
}
