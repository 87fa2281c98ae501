package io.nephoscope.connector.libvirt;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Notes what happens to domains, until somebody asks for it. It holds some thousand events; whoever
 * does not ask for so long is told that some were lost. Ends with the connection. Thread-safe.
 */
@ProviderType
public interface DomainWatch extends AutoCloseable {

    /** Never notices anything. */
    DomainWatch BLIND = new DomainWatch() {
        @Override
        public DomainEvents take() {
            return DomainEvents.NONE;
        }

        @Override
        public void close() {}
    };

    /** What has happened since this was last called, or since the watch began. Never blocks. */
    DomainEvents take();

    /** Notes nothing any more. */
    @Override
    void close();
}
