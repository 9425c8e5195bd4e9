/** Verbs at the beginning or end of operation names, and actions at the end of paths. Any other word is treated as the name of a thing. */
export const VERBS: ReadonlySet<string> = new Set(
  `abort accept acknowledge activate add adjust advance aggregate allocate analyse analyze answer append apply approve archive assign
    associate attach audit authenticate authorise authorize autocomplete backup ban batch begin block book broadcast browse build bulk
    bypass calculate call cancel capture categorise categorize change charge check checkout claim classify clean clear clone close collect
    commit compare compile complete compute configure confirm connect consume convert copy count create deactivate debug decline decrypt
    deidentify delete deliver deny deploy deprovision deregister derive describe destroy detach detect diff disable disapprove disassociate
    disconnect dismiss dispatch dispute dissolve downgrade download draft drain drop duplicate edit email empty enable encrypt end enhance
    enqueue enrich enroll ensure estimate evaluate exchange execute exists expand expire explain explore export extend extract fail favorite
    favourite fetch filter finalise finalize find finish fire flag flush follow forget fork forward freeze fulfill fund generate geocode get
    grant hide hold identify ignore impersonate import increment index ingest initialise initialize initiate inspect install instantiate
    introspect invalidate invite invoke issue join kick kill label launch leave like link list load lock login logout lookup mark match
    merge migrate moderate modify monitor move mute negotiate notify obtain open optimise optimize order parse patch pause pay perform pin
    ping play poll post precheck prepare present preview print process promote propose provision publish pull purchase purge push put query
    quote rate react read rebuild recalculate receive recognise recognize recommend reconcile record recover recycle redact redeem refresh
    refund refuse register reindex reject release reload remove rename render renew reopen reorder repair repeat replace replay reply report
    request requeue rerun resend reserve reset resize resolve respond restart restore restrict resubmit resume retire retrieve retry return
    reverse revert review revoke rollback rotate route run save scale scan schedule score screen search select send set share ship show
    shutdown sign simulate skip snooze sort split star start stop store stream submit subscribe succeed suggest summarise summarize suspend
    swap switch sync synchronise synchronize tag terminate test toggle touch track train transcribe transfer transform translate trigger
    unarchive unassign unban unblock undelete undo unfollow unfreeze unfurl uninstall unlike unlink unlock unmute unpause unpin
    unpublish unregister unshare unstar unsubscribe unsuspend update upgrade upload upsert use validate verify view void vote wait watch
    withdraw write`.split(/\s+/),
);

/** Verbs that come after their thing in some ids: `ReportGet`. */
export const PLAIN_VERBS: ReadonlySet<string> = new Set(
  "add create delete destroy edit fetch find get list modify patch put read remove replace retrieve search set show update upsert".split(
    " ",
  ),
);

/** Verbs that are just as often things. If a plain verb follows, such a word is the thing. */
export const THINGS: ReadonlySet<string> = new Set(
  `batch block build charge check checkout claim deploy draft email export filter flag fund grant hold import index issue like link load
    login mark merge order post process purchase query quote record release report request review route schedule score search share sign
    store stream tag test transfer trigger upload view vote`.split(/\s+/),
);

/** Verbs that name a thing where they are alone behind another one: `/mail/batch`. */
export const NAMES: ReadonlySet<string> = new Set("batch build draft email issue label record store tag".split(" "));

/** Verbs that begin the name of a thing as often as an action: `login_links`, `report_runs`, `upload_sessions`. */
export const HEADS: ReadonlySet<string> = new Set(
  "batch build call charge checkout deploy draft email login order report sign test upload view vote".split(" "),
);

/** Things that such a verb stands before, in the singular too: `checkout-key`. */
export const TAILS: ReadonlySet<string> = new Set("cache clock job key link request run session task token".split(" "));

/** Verbs that a DELETE may mean. Of any other it is the opposite: DELETE on `/approve` approves nothing. */
export const ENDINGS: ReadonlySet<string> = new Set(
  `abort cancel clean clear deactivate deregister destroy detach disable disassociate disconnect dismiss dissolve empty end expire flush forget
  invalidate kick kill leave logout purge remove reset retire revoke stop terminate unarchive unassign unban unblock unfollow unfreeze
  uninstall unlike unlink unlock unmute unpin unpublish unregister unshare unstar unsubscribe withdraw`.split(/\s+/),
);
