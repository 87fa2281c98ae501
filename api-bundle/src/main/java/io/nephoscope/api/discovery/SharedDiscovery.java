package io.nephoscope.api.discovery;

import io.nephoscope.api.sample.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A discovery whose lists may be handed to other agents: where several agents share a cloud and are told to, one of them
 * calls it, and the others read what that one wrote, also with another version of this discovery. Lists pass through
 * ZooKeeper or etcd, where others may read them: a discovery that finds secrets, or what one host alone can see, is none
 * of these.
 */
@ConsumerType
public interface SharedDiscovery extends Discovery {

    /**
     * Writes what was discovered.
     *
     * @param resources as {@link #discover} returned them
     * @throws IOException if one of them cannot be written; each agent discovers by itself then
     */
    void write(Collection<Resource> resources, OutputStream out) throws IOException;

    /**
     * Reads what an agent wrote: resources as {@link #discover} would return them.
     *
     * @throws IOException if it cannot be read; this agent discovers by itself then
     */
    Collection<Resource> read(InputStream in) throws IOException;
}
