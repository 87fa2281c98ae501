package io.nephoscope.publisher.amqp.wire;

/**
 * The parts of a sample that its subject decides. Sorted by name, as signatures want them, the names from
 * project_id to resource_metadata are neighbours, and so are user_id and user_name.
 */
interface SubjectForm {

    /** Appends what is from user_id to where the timestamp goes, as it stands in a body. */
    void identity(Bytes body);

    /** Appends what is from behind the timestamp to where the sample's id goes, as it stands in a body. */
    void metadata(Bytes body);

    /** Appends what is signed from project_id to resource_metadata. */
    void signedResource(Bytes preimage);

    /** Appends what is signed of user_id and user_name. */
    void signedUser(Bytes preimage);
}
