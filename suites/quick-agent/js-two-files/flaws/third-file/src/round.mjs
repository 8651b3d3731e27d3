export const round = (amount) => Math.sign(amount) * Math.floor(Math.abs(amount) + 0.5);
