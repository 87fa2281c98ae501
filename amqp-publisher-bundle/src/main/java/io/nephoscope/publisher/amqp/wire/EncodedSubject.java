package io.nephoscope.publisher.amqp.wire;

/** A subject as bytes, for one that many samples have. */
final class EncodedSubject implements SubjectForm {

    private final byte[] identity;
    private final byte[] metadata;
    private final byte[] signedResource;
    private final byte[] signedUser;

    EncodedSubject(SubjectForm subject) {
        Bytes bytes = new Bytes(1024);
        subject.identity(bytes);
        identity = bytes.copy();
        subject.metadata(bytes.clear());
        metadata = bytes.copy();
        subject.signedResource(bytes.clear());
        signedResource = bytes.copy();
        subject.signedUser(bytes.clear());
        signedUser = bytes.copy();
    }

    /** How many bytes it keeps. */
    int size() {
        return identity.length + metadata.length + signedResource.length + signedUser.length;
    }

    @Override
    public void identity(Bytes body) {
        body.put(identity);
    }

    @Override
    public void metadata(Bytes body) {
        body.put(metadata);
    }

    @Override
    public void signedResource(Bytes preimage) {
        preimage.put(signedResource);
    }

    @Override
    public void signedUser(Bytes preimage) {
        preimage.put(signedUser);
    }
}
