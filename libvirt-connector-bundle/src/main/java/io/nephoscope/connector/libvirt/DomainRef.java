package io.nephoscope.connector.libvirt;

import java.util.UUID;

/**
 * What names a domain. A domain that was started anew has a new {@code id} and possibly a new
 * description.
 *
 * @param uuid for the domain's whole life
 * @param id for one run; negative while the domain is inactive
 * @param name libvirt's name, such as {@code instance-0000001c}
 */
public record DomainRef(UUID uuid, int id, String name) {}
