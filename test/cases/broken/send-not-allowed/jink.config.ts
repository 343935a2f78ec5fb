export default { recipients: ['*@example.com'] };
