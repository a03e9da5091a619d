package io.trunkline.carrier.telnyx;

import java.util.concurrent.atomic.AtomicReference;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.http.CarrierClient;
import io.trunkline.carrier.spi.Webhooks;

/**
 * The messaging profile of an account's numbers: looked up once, created where there is none. Two instances that create it at
 * the same
 * time leave a profile without numbers behind, which does no harm.
 *
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/messaging-profiles-overview">Messaging profiles</a>
 */
final class TelnyxProfile {

    private static final String VERSION = "2";
    private static final int PAGE = 250;

    private final CarrierClient<TelnyxApi> telnyx;
    private final TelnyxConfig config;
    private final AtomicReference<String> known = new AtomicReference<>();

    TelnyxProfile(CarrierClient<TelnyxApi> telnyx, TelnyxConfig.Account account, TelnyxConfig config) {
        this.telnyx = telnyx;
        this.config = config;
        account.messagingProfileId().ifPresent(known::set);
    }

    /** Its id. */
    Uni<String> id(Webhooks webhooks) {
        String id = known.get();
        return id != null ? Uni.createFrom().item(id)
                : find()
                        .onItem().ifNull().switchTo(() -> create(webhooks))
                        .invoke(known::set);
    }

    private Uni<String> find() {
        return telnyx.ask(api -> api.profiles(config.messagingProfileName(), PAGE), TelnyxTypes.Profiles.class)
                .map(found -> telnyx.require(found.data(), false).stream()
                        .filter(profile -> config.messagingProfileName().equals(profile.name()))
                        .map(TelnyxTypes.Profile::id).findFirst().orElse(null));
    }

    private Uni<String> create(Webhooks webhooks) {
        var profile = new TelnyxTypes.NewProfile(config.messagingProfileName(), config.messagingDestinations(),
                TelnyxTypes.text(webhooks.messages()), TelnyxTypes.text(webhooks.messagesFallback()), VERSION);
        return telnyx.tell(api -> api.createProfile(profile), TelnyxTypes.ProfileAnswer.class)
                .map(answer -> telnyx.require(telnyx.require(answer.data(), true).id(), true));
    }
}
