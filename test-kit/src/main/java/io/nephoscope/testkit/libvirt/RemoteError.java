package io.nephoscope.testkit.libvirt;

import java.util.UUID;

/**
 * An error as libvirtd answers it.
 *
 * @param code one of virErrorNumber
 * @param domain one of virErrorDomain: the part of libvirt that reports it
 * @param title what libvirt says of all errors with this code; may be empty
 * @param detail the rest
 */
public record RemoteError(int code, int domain, String title, String detail) {

    private static final int INTERNAL_ERROR = 1;
    private static final int INVALID_ARG = 8;
    private static final int RPC_ERROR = 39;
    private static final int NO_DOMAIN = 42;
    private static final int OPERATION_TIMEOUT = 68;
    private static final int ARGUMENT_UNSUPPORTED = 74;
    private static final int NO_DOMAIN_METADATA = 80;

    private static final int FROM_RPC = 7;
    private static final int FROM_QEMU = 10;
    private static final int FROM_DOMAIN = 20;
    private static final int FROM_REMOTE = 13;

    private static final int LEVEL_ERROR = 2;

    /** An error with this whole message. */
    public static RemoteError of(int code, int domain, String message) {
        return new RemoteError(code, domain, "", message);
    }

    /** Of the protocol's own: a message that is too large, or makes no sense. */
    public static RemoteError rpc(String detail) {
        return of(RPC_ERROR, FROM_RPC, detail);
    }

    /** As if a daemon behind the daemon had gone. */
    public static RemoteError connectionLost() {
        return new RemoteError(INTERNAL_ERROR, FROM_RPC, "internal error", "client socket is closed");
    }

    /** There is no such domain. */
    public static RemoteError noDomain(FakeDomain domain) {
        return noDomain("no domain with matching uuid '%s' (%s)".formatted(domain.uuid(), domain.name()));
    }

    static RemoteError noDomain(UUID uuid) {
        return noDomain("no domain with matching uuid '%s'".formatted(uuid));
    }

    static RemoteError noDomain(String detail) {
        return new RemoteError(NO_DOMAIN, FROM_QEMU, "Domain not found", detail);
    }

    static RemoteError noMetadata() {
        return new RemoteError(
                NO_DOMAIN_METADATA, FROM_DOMAIN, "metadata not found", "Requested metadata element is not present");
    }

    static RemoteError unknownProcedure(int number) {
        return rpc("unknown procedure: " + number);
    }

    static RemoteError unknownProgram(int program) {
        return rpc("Cannot find program %d version 1".formatted(program));
    }

    static RemoteError tooManyRecords(int count, int most) {
        String detail = "Number of domain stats records is %d, which exceeds max limit: %d".formatted(count, most);
        return new RemoteError(INTERNAL_ERROR, FROM_REMOTE, "internal error", detail);
    }

    static RemoteError tooManyDomains(int count, int most) {
        return rpc("Too many domains '%d' for limit '%d'".formatted(count, most));
    }

    static RemoteError tooLarge() {
        return rpc("Unable to encode message payload");
    }

    static RemoteError noDevice(String device) {
        return new RemoteError(INVALID_ARG, FROM_QEMU, "invalid argument", "invalid path: " + device);
    }

    static RemoteError unknownGroups(int groups) {
        String detail = "Stats types bits 0x%x are not supported by this daemon or QEMU".formatted(groups);
        return new RemoteError(ARGUMENT_UNSUPPORTED, FROM_QEMU, "argument unsupported", detail);
    }

    static RemoteError unknownEvent(int kind) {
        return new RemoteError(INTERNAL_ERROR, FROM_REMOTE, "internal error", "unsupported event ID " + kind);
    }

    static RemoteError unknownCallback(int id) {
        return new RemoteError(INTERNAL_ERROR, FROM_REMOTE, "internal error", "could not find event callback " + id);
    }

    static RemoteError busy() {
        String detail = "cannot acquire state change lock (held by monitor=remoteDispatchConnectGetAllDomainStats)";
        return new RemoteError(OPERATION_TIMEOUT, FROM_QEMU, "Timed out during operation", detail);
    }

    /** What the daemon says of it. */
    public String message() {
        return title.isEmpty() ? detail : title + ": " + detail;
    }

    Wire encoded() {
        return new Wire()
                .int32(code)
                .int32(domain)
                .optionalText(message())
                .int32(LEVEL_ERROR)
                .none() // a domain
                .optionalText(title.isEmpty() ? "%s" : title + ": %s")
                .optionalText(detail)
                .none() // a third text
                .int32(-1)
                .int32(-1)
                .none(); // a network
    }
}
