package io.nephoscope.connector.libvirt;

/**
 * How large a disk is, in bytes, as libvirt's block info tells: 64 bits without a sign, which {@link
 * DomainStats#unsigned} makes a number of.
 *
 * @param capacity what the guest sees
 * @param allocation what is in use of the host's storage; for raw images up to the last byte written
 * @param physical the size of the file or device that holds it
 */
public record DiskSize(long capacity, long allocation, long physical) {}
