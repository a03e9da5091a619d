package io.trunkline.carrier.adapter.telnyx;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.spi.Webhooks;

/**
 * The messaging profile of an account's numbers. It contains the webhook URLs for texts.
 *
 * @see <a href="https://developers.telnyx.com/docs/messaging/messages/messaging-profiles-overview">Messaging profiles</a>
 */
final class TelnyxMessagingProfile extends TelnyxSharedResource {

    private static final String VERSION = "2";

    private final CarrierClient<TelnyxApi> telnyx;
    private final TelnyxConfig config;

    TelnyxMessagingProfile(CarrierClient<TelnyxApi> telnyx, TelnyxConfig.Account account, TelnyxConfig config) {
        super(account.messagingProfileId());
        this.telnyx = telnyx;
        this.config = config;
    }

    @Override
    Uni<String> find() {
        return telnyx.query(api -> api.profiles(config.messagingProfileName(), PAGE), TelnyxTypes.Profiles.class)
                .map(found -> telnyx.require(found.data(), false).stream()
                        .filter(profile -> config.messagingProfileName().equals(profile.name()))
                        .map(TelnyxTypes.Profile::id).findFirst().orElse(null));
    }

    @Override
    Uni<String> create(Webhooks webhooks) {
        var profile = new TelnyxTypes.NewProfile(config.messagingProfileName(), config.messagingDestinations(),
                TelnyxTypes.url(webhooks.messages()), TelnyxTypes.url(webhooks.messagesFallback()), VERSION);
        return telnyx.mutate(api -> api.createProfile(profile), TelnyxTypes.ProfileResponse.class)
                .map(answer -> telnyx.require(telnyx.require(answer.data(), true).id(), true));
    }
}
