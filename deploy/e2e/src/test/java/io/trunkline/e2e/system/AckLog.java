package io.trunkline.e2e.system;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every webhook that was acknowledged with 2xx, recorded outside the system. */
public final class AckLog {

    public static final String TWILIO_SMS = "twilio-sms";
    public static final String CLERK = "clerk";

    private final Set<Ack> acks = ConcurrentHashMap.newKeySet();

    /** @param id the sender's id: Twilio's MessageSid, Clerk's svix-id */
    public record Ack(String source, String id) {
    }

    public void record(String source, String id) {
        acks.add(new Ack(source, id));
    }

    public Set<Ack> all() {
        return Set.copyOf(acks);
    }
}
