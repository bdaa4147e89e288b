import { own, type Entry } from '../../core/feed/nested.ts';
import { textOf } from '../../core/feed/value.ts';

/** Columns that say what has become of an order, or of its payment, in the forms of `plain`. */
const COLUMNS =
  words(`financialstatus displayfinancialstatus orderstatus paymentstatus status state orderstate
  bestellstatus zahlungsstatus auftragsstatus statut statutdelacommande statutdupaiement etatdelacommande etat estado
  estadodelpedido estadodelpago estadodepago stato statodellordine statoordine statopagamento orderstatusnaam besteldstatus
  betaalstatus`);

/** What such a column says, in the forms of `plain`; in English, German, French, Spanish, Italian and Dutch. */
const CANCELLED =
  words(`cancelled canceled cancel failed voided void expired trash draft declined closedunpaid abandoned error
  paymenterror storniert abgebrochen fehlgeschlagen abgelehnt annulee annule echouee echoue brouillon cancelado cancelada anulado
  anulada fallido fallida rechazado annullato annullata fallito fallita geannuleerd mislukt`);
const REFUNDED =
  words(`refunded erstattet ruckerstattet zuruckerstattet remboursee rembourse reembolsado reembolsada rimborsato
  rimborsata terugbetaald chargeback chargedback returned`);
const UNPAID =
  words(`pending pendingpayment paymentpending awaitingpayment unpaid onhold incomplete checkoutdraft ausstehend
  zahlungausstehend unbezahlt inwartestellung enattentedepaiement enattente nonpayee impayee pendientedepago pendiente
  enespera nopagado inattesadipagamento inattesa nonpagato inafwachtingvanbetaling indewacht onbetaald nietbetaald`);

/** Open as a payment is not paid; as an order it is only not sent. */
const OPEN = words('offen open');
const OF_PAYMENT = /pay|zahl|financial|paiement|pago|pagamento|betaal/;

const CANCELLED_AT = words('cancelledat canceledat cancelledon datecancelled storniertam');
const TEST = words('test istest testorder istestorder testbestellung');

/**
 * Why an order does not count as a purchase: cancelled, refunded, not paid, or a test.
 *
 * @returns A reason to skip it; `undefined` if it counts.
 */
export function noPurchaseReason(record: Entry): string | undefined {
  for (const column of Object.keys(record)) {
    const role = roleOf(column);
    if (role === undefined) continue;
    const said = textOf(own(record, column));
    if (said === undefined || (role === 'status' && typeof record[column] === 'object')) continue;
    if (role === 'cancelledAt' && !/^0000/.test(said)) return 'is an order that was cancelled';
    if (role === 'test' && /^(?:true|1|yes|ja|oui|si)$/i.test(said)) return 'is a test order';
    if (role === 'status') {
      const reason = reasonOf(plain(said), OF_PAYMENT.test(plain(column)));
      if (reason !== undefined) return reason;
    }
  }
  return invalidReason(record);
}

function reasonOf(status: string, isPayment: boolean): string | undefined {
  if (CANCELLED.has(status)) return 'is an order that was cancelled';
  if (REFUNDED.has(status)) return 'is an order that was refunded';
  const isUnpaid = UNPAID.has(status) || (isPayment && OPEN.has(status));
  return isUnpaid ? 'is an order that is not paid' : undefined;
}

/** PrestaShop says by a number of its own whether an order counts. */
function invalidReason(record: Entry): string | undefined {
  const isPrestaShop = own(record, 'current_state') !== undefined && own(record, 'valid') !== undefined;
  return isPrestaShop && textOf(own(record, 'valid')) === '0' ? 'is an order that is not paid' : undefined;
}

/** Whether a column says what has become of an order. */
export function isStatusColumn(column: string): boolean {
  return roleOf(column) !== undefined;
}

type Role = 'status' | 'cancelledAt' | 'test';
const roles = new Map<string, Role | undefined>();

/** Kept: every row of a file has the same columns. */
function roleOf(column: string): Role | undefined {
  if (roles.has(column)) return roles.get(column);
  const name = plain(column);
  const known = (
    [
      ['status', COLUMNS],
      ['cancelledAt', CANCELLED_AT],
      ['test', TEST],
    ] as const
  ).find(([, names]) => names.has(name))?.[0];
  if (roles.size < 10_000) roles.set(column, known);
  return known;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

function plain(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFD')
    .toLowerCase()
    .replace(/^wc-/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
