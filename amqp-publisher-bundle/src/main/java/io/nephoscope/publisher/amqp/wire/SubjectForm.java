package io.nephoscope.publisher.amqp.wire;

import io.nephoscope.api.sample.Owner;
import io.nephoscope.api.sample.Subject;

/**
 * The parts of a sample that its subject decides, as bytes. Sorted by name, as signatures want them,
 * the names from project_id to resource_metadata are neighbours, and so are user_id and user_name.
 */
final class SubjectForm {

    private static final int ESTIMATED_SIZE = 1024;

    /** From user_id to where the timestamp goes, as it stands in a body. */
    final byte[] identity;

    /** From behind the timestamp to where the sample's id goes, as it stands in a body. */
    final byte[] metadata;

    /** What is signed from project_id to resource_metadata. */
    final byte[] signedResource;

    /** What is signed of user_id and user_name. */
    final byte[] signedUser;

    SubjectForm(Driver driver, Subject subject) {
        Bytes bytes = new Bytes(ESTIMATED_SIZE);
        identity = driver.inBody(identity(bytes, subject));
        metadata = driver.inBody(metadata(bytes.clear(), subject));
        signedResource = signedResource(bytes.clear(), subject);
        signedUser = signedUser(bytes.clear(), subject.owner());
    }

    /** How many bytes it keeps. */
    int size() {
        return identity.length + metadata.length + signedResource.length + signedUser.length;
    }

    private static Bytes identity(Bytes out, Subject subject) {
        Owner owner = subject.owner();
        PythonJson.value(out.ascii(", \"user_id\": "), owner.userId());
        PythonJson.value(out.ascii(", \"user_name\": "), owner.userName());
        PythonJson.value(out.ascii(", \"project_id\": "), owner.projectId());
        PythonJson.value(out.ascii(", \"project_name\": "), owner.projectName());
        PythonJson.value(out.ascii(", \"resource_id\": "), subject.resourceId());
        return out.ascii(", \"timestamp\": \"");
    }

    private static Bytes metadata(Bytes out, Subject subject) {
        PythonJson.value(
                out.ascii("\", \"resource_metadata\": "), subject.metadata().asMap());
        return out.ascii(", \"message_id\": \"");
    }

    private static byte[] signedResource(Bytes out, Subject subject) {
        PythonRepr.text(out.ascii("project_id"), subject.owner().projectId());
        PythonRepr.text(out.ascii("project_name"), subject.owner().projectName());
        PythonRepr.text(out.ascii("resource_id"), subject.resourceId());
        Preimage.append(out, "resource_metadata:", subject.metadata().asMap());
        return out.copy();
    }

    private static byte[] signedUser(Bytes out, Owner owner) {
        PythonRepr.text(out.ascii("user_id"), owner.userId());
        PythonRepr.text(out.ascii("user_name"), owner.userName());
        return out.copy();
    }
}
